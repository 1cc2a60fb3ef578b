/**
 * What the names of buckets and channels look like: clients know by it what a registry will refuse, and load no rule with it. It is
 * Packer's (letters, digits, hyphen; 3 to 36), which is looser at the ends than Terraform's.
 */
export const CATALOG_NAME = /^[a-zA-Z0-9-]{3,36}$/
