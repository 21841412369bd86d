SELECT write_chunk_digests(:most, :settled)
