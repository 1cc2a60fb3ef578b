/** The result of one check. */
export interface Check {
  readonly what: string
  readonly state: 'good' | 'doubtful' | 'bad'
  readonly found: string
  /** Empty if nothing has to be done. */
  readonly advice: string
}
