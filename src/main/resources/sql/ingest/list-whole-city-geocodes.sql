-- Division codes that mean the whole city.
SELECT geocode FROM whole_city_geocode
