/**
 * By what the revocations that a version inherited are sorted, the one that counts first, by the rule of
 * domain/version/revocation.ts: those that have been applied, then the earliest. Of the `revocation` that has this name in scope.
 */
export const revocationOrder = (name: string): string =>
  `"${name}"."applied_at" is null, "${name}"."at", "${name}"."id"`
