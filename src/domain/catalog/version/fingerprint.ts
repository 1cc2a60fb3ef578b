/**
 * The pattern of fingerprints: 1 to 40 letters, digits, "-", "." and "_", with a letter or digit at both ends. It has a file of its own
 * so that client commands can check fingerprints without loading the rules of the domain.
 */
export const FINGERPRINT = /^[a-zA-Z0-9](?:[-a-zA-Z0-9._]{0,38}[a-zA-Z0-9])?$/
