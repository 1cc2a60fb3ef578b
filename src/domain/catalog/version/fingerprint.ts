/**
 * What fingerprints look like: clients know by it what a registry will refuse, and load no rule with it. 1 to 40 letters, digits, "-",
 * "." and "_", with a letter or digit at both ends.
 */
export const FINGERPRINT = /^[a-zA-Z0-9](?:[-a-zA-Z0-9._]{0,38}[a-zA-Z0-9])?$/
