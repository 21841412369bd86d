-- An Update goes to those who were told; the approval binds it.
UPDATE broadcast SET audience = audience || '{"only": "told"}' WHERE broadcast_id = :broadcastId AND state = 'RECEIVED'
