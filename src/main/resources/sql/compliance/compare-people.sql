SELECT same_person(:one, :other)
