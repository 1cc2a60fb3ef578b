module assay.invalid/test/clients/go-large-bodies

go 1.23.0
