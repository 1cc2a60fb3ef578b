/** What somebody shows to say who they are. */
export interface Credential {
  readonly kind: 'bearer'
  readonly token: string
}
