/** The events of versions that webhooks and people receive, in words. */
export const actionWords = {
  everything: 'Everything, also what later releases tell of',
  nothing: 'Choose at least one of these.',
  whatever: 'whatever happens',
  versions: (what: string) => `versions ${what}`,
  /** The events in short, following "versions". */
  short: {
    create: 'begun',
    complete: 'completed',
    revoke: 'revoked',
    restore: 'restored',
    delete: 'deleted',
    'schedule-revocation': 'to be revoked at a date',
    'cancel-revocation': 'not to be revoked after all',
    assign: 'assigned to channels',
  },
  actions: {
    create: 'A version is begun by its first build',
    complete: 'A version is complete: all its builds are done',
    revoke: 'A version is revoked, or the day of its revocation has come',
    restore: 'A version that was revoked is restored',
    delete: 'A version is deleted',
    'schedule-revocation': 'A version is to be revoked at a date',
    'cancel-revocation': 'A revocation that was to come is cancelled',
    assign: 'A channel is pointed at a version, or at none',
  },
} as const
