SELECT revision FROM wording_revision
