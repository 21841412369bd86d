SELECT set_config('hub.actor', :account, true)
