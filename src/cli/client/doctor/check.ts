/** One thing that was looked at. */
export interface Check {
  readonly what: string
  readonly state: 'good' | 'doubtful' | 'bad'
  readonly found: string
  /** Empty where nothing has to be done. */
  readonly advice: string
}
