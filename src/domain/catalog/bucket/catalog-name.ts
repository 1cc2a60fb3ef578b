/**
 * The pattern of bucket and channel names. It has a file of its own so that client commands can check names without loading the rules
 * of the domain. The pattern is Packer's (letters, digits, hyphen; 3 to 36), which is looser at both ends than Terraform's.
 */
export const CATALOG_NAME = /^[a-zA-Z0-9-]{3,36}$/
