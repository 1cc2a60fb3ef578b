/** The tables of ledgers: places, how far each has come and was proved, and what stands for what was pruned. */
export interface LedgerRows {
  /** Events that have no place yet. A trigger writes it with each event, whoever writes that. */
  unsealed_event: { event_id: string }
  sealed_event: { ledger: string; position: number; event_id: string; hash: string }
  /** How far each has come; empty and 0 where that was told to nobody yet, or sealed before that was kept. */
  ledger: Record<'id' | 'organization_id' | 'hash' | `${'told' | 'sealed'}_at`, string> &
    Record<'position' | 'told_position', number>
  /** `broken` and `walk` are JSON. */
  ledger_proof: Record<'ledger' | 'hash', string> &
    Record<'proved_at' | 'broken' | 'walk', string | null> & { position: number }
  ledger_stub: Record<'ledger' | 'hash' | `${'first' | 'last' | 'pruned'}_at` | 'key_id' | 'signature', string> &
    Record<'position' | 'count', number>
  /** Of versions whose completion was pruned; `builds` is JSON. */
  kept_builds: Record<'version_id' | 'bucket_id' | 'ledger' | 'builds', string>
}
