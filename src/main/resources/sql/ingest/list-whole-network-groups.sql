-- Group ids that mean everyone in the city.
SELECT audience_group FROM audience_mapping WHERE whole_network AND kind = 'whole-network'
