// The second factor of a user: a code of an authenticator, or one of ten recovery codes. Each code is valid once.

export interface OneTimeCodes {
  /** A new secret for the user, sealed: only the server key opens it. */
  readonly newSecret: (principalId: string) => Promise<string>
  /** What an authenticator needs: the secret itself, and the same as an `otpauth:` URL. */
  readonly setUp: (
    sealed: string,
    person: { readonly principalId: string; readonly email: string },
  ) => Promise<{ readonly secret: string; readonly address: string }>
  /** The time step of the code; undefined when the code is wrong or its step is not after `after`, the last step that was used. */
  readonly stepOf: (
    sealed: string,
    principalId: string,
    shown: { readonly code: string; readonly after: number | null },
  ) => Promise<number | undefined>
  readonly hashRecoveryCode: (code: string, principalId: string) => string
}

/** Returns ten new recovery codes. */
export type NewRecoveryCodes = () => readonly string[]
