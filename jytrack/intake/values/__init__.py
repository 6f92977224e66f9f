"""Text as people write it: bytes decoded, cells split, names compared, numbers and months read, problems noted."""
