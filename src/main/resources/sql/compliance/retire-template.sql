UPDATE template SET retired_at = :now, retired_by = :account WHERE template_id = :templateId AND retired_at IS NULL
