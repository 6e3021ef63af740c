"""Published kits as files between installations: reading one with nothing taken on trust, comparing
it with the library here, writing it as a draft, and the library file with what is missing."""
