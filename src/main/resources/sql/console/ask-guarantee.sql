SELECT guarantee_in_force(:now)
