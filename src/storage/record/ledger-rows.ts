/** The tables of ledgers: positions, how far each ledger has come and has been proved, and what replaces events that were pruned. */
export interface LedgerRows {
  /** Events that have no position yet. A trigger adds each event, whoever writes it. */
  unsealed_event: { event_id: string }
  sealed_event: { ledger: string; position: number; event_id: string; hash: string }
  /**
   * How far each ledger has come, and how far it was last reported. Times are empty and positions 0 where nothing was reported
   * yet, or where events were sealed before that was stored.
   */
  ledger: Record<'id' | 'organization_id' | 'hash' | `${'told' | 'sealed'}_at`, string> &
    Record<'position' | 'told_position', number>
  /** `broken` and `walk` are JSON. */
  ledger_proof: Record<'ledger' | 'hash', string> &
    Record<'proved_at' | 'broken' | 'walk', string | null> & { position: number }
  ledger_stub: Record<'ledger' | 'hash' | `${'first' | 'last' | 'pruned'}_at` | 'key_id' | 'signature', string> &
    Record<'position' | 'count', number>
  /** The builds of versions whose completion was pruned; `builds` is JSON. */
  kept_builds: Record<'version_id' | 'bucket_id' | 'ledger' | 'builds', string>
}
