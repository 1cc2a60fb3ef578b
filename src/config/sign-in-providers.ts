// Reads the file of the providers through which people sign in. It contains no secrets, but says where they are. It is JSON,
// read once.
import {
  type Fields,
  flagOf,
  listOf,
  readNamed,
  required,
  type SecretPlace,
  secretPlaceOf,
  textOf,
  WrongField,
} from './named-in-file.ts'

export interface SignInProviderSettings {
  readonly name: string
  readonly displayName: string
  readonly issuer: string
  readonly clientId: string
  /** Null for a client without one. */
  readonly clientSecret: SecretPlace | null
  readonly scopes: readonly string[]
  readonly groupsClaim: string | null
  readonly groups: ReadonlyMap<string, string>
  readonly createPeople: boolean
  readonly trustEmails: boolean
  readonly allowedDomains: readonly string[] | null
}

const MOST_PROVIDERS = 20
const MOST_GROUPS = 200
const DOMAIN = /^[^\s@*./]+(\.[^\s@*./]+)*$/

/** Throws, naming the place in the file, when something is missing, of another type, or not known at all. */
export const readSignInProviders = (file: string, text: string): readonly SignInProviderSettings[] =>
  readNamed(
    text,
    { file, what: 'sign-in providers', ones: 'providers', most: MOST_PROVIDERS, known: KNOWN },
    readProvider,
  )

const KNOWN = [
  ...['name', 'displayName', 'issuer', 'clientId', 'clientSecretFile', 'clientSecretEnv', 'scopes', 'groupsClaim'],
  ...['groups', 'createPeople', 'trustEmails', 'allowedDomains'],
]

function readProvider(given: Fields): SignInProviderSettings {
  const name = textOf(given, 'name')
  if (name === null || !/^[a-z0-9][a-z0-9-]{0,35}$/.test(name))
    throw new WrongField(`${given.place}.name`, 'must be small letters, digits and hyphens: addresses have it')
  const groupsClaim = textOf(given, 'groupsClaim')
  const groups = groupsOf(given)
  if (groups.size > 0 && groupsClaim === null)
    throw new WrongField(`${given.place}.groups`, 'needs groupsClaim, the claim that says which groups somebody is in')
  return {
    name,
    displayName: textOf(given, 'displayName') ?? name,
    issuer: issuerOf(given),
    clientId: required(given, 'clientId'),
    clientSecret: secretPlaceOf(given, 'clientSecret'),
    scopes: scopesOf(given),
    groupsClaim,
    groups,
    createPeople: flagOf(given, 'createPeople', false),
    trustEmails: flagOf(given, 'trustEmails', false),
    allowedDomains: domainsOf(given),
  }
}

function issuerOf(given: Fields): string {
  const issuer = required(given, 'issuer')
  const url = URL.parse(issuer)
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new WrongField(`${given.place}.issuer`, 'must be an https:// address, as the provider itself writes it')
  if (url.pathname.includes('/.well-known/'))
    throw new WrongField(`${given.place}.issuer`, 'must be what the provider writes as "issuer" in the document there')
  return issuer
}

function scopesOf(given: Fields): readonly string[] {
  const scopes = listOf(given, 'scopes') ?? ['openid', 'email', 'profile']
  if (!scopes.includes('openid'))
    throw new WrongField(`${given.place}.scopes`, 'must have "openid": without it no provider says who somebody is')
  return scopes
}

function domainsOf(given: Fields): readonly string[] | null {
  const domains = listOf(given, 'allowedDomains')?.map((domain) => domain.toLowerCase()) ?? null
  if (domains?.some((domain) => !DOMAIN.test(domain)) === true)
    throw new WrongField(`${given.place}.allowedDomains`, 'must be what stands behind the @ of addresses: example.com')
  return domains
}

function groupsOf({ place, fields }: Fields): ReadonlyMap<string, string> {
  const groups = fields['groups'] ?? {}
  const entries: readonly [string, unknown][] | null =
    typeof groups === 'object' && !Array.isArray(groups) ? Object.entries(groups) : null
  if (entries === null || entries.length > MOST_GROUPS || entries.some(([, name]) => typeof name !== 'string'))
    throw new WrongField(`${place}.groups`, `must be an object of at most ${MOST_GROUPS} names of groups`)
  return new Map(entries as readonly [string, string][])
}
