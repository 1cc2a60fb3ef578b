/** The events of versions that webhooks and people receive, in words. */
export const actionWords = {
  everything: 'Everything, including events of later releases',
  nothing: 'Choose at least one of these.',
  whatever: 'all events',
  versions: (what: string) => `versions ${what}`,
  /** The events in short, following "versions". */
  short: {
    create: 'created',
    complete: 'completed',
    revoke: 'revoked',
    restore: 'restored',
    delete: 'deleted',
    'schedule-revocation': 'scheduled for revocation',
    'cancel-revocation': 'no longer scheduled for revocation',
    assign: 'assigned to channels',
  },
  actions: {
    create: 'A version is created by its first build',
    complete: 'A version is completed: all its builds are done',
    revoke: 'A version is revoked, at once or on its scheduled date',
    restore: 'A revoked version is restored',
    delete: 'A version is deleted',
    'schedule-revocation': 'A version is scheduled for revocation',
    'cancel-revocation': 'A scheduled revocation is cancelled',
    assign: 'A channel is pointed at a version, or at none',
  },
} as const
