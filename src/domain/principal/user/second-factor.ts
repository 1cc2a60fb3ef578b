// The second thing that a person shows: a code of an authenticator, each good for once, or one of ten recovery codes, each
// good for once as well.

export interface OneTimeCodes {
  /** A new secret of the person's, sealed: only the server key opens it. */
  readonly newSecret: (principalId: string) => Promise<string>
  /** What an authenticator is told: the secret itself, and the same as an `otpauth:` address. */
  readonly setUp: (
    sealed: string,
    person: { readonly principalId: string; readonly email: string },
  ) => Promise<{ readonly secret: string; readonly address: string }>
  /** Which step of time the code is of; undefined when it is wrong, or of no step after the one given, whose code was used. */
  readonly stepOf: (
    sealed: string,
    principalId: string,
    shown: { readonly code: string; readonly after: number | null },
  ) => Promise<number | undefined>
  readonly hashRecoveryCode: (code: string, principalId: string) => string
}

/** Ten that nobody has. */
export type NewRecoveryCodes = () => readonly string[]
