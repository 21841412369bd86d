DELETE FROM source WHERE source <> ALL (CAST(:sources AS text[]))
