"""Editorial data: topics and reader types, edited by a newsroom and read by `newsprism.stores.files.readers`."""
