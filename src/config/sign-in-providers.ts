// The file that says by which providers people sign in. It holds no secret: it says where one is. It is JSON, read once.
import { failedPrecondition, reasonOf } from '../domain/errors.ts'

export interface SignInProviderSettings {
  readonly name: string
  readonly displayName: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: SecretPlace
  readonly scopes: readonly string[]
  readonly groupsClaim: string | null
  readonly groups: ReadonlyMap<string, string>
  readonly createPeople: boolean
  readonly trustEmails: boolean
  readonly allowedDomains: readonly string[] | null
}

/** Null for a client without one. */
export type SecretPlace = { readonly file: string } | { readonly variable: string } | null

const MOST_PROVIDERS = 20
const MOST_GROUPS = 200
const DOMAIN = /^[^\s@*./]+(\.[^\s@*./]+)*$/

/** Refuses, with the place in the file, what is missing, of another type, or not known at all. */
export function readSignInProviders(file: string, text: string): readonly SignInProviderSettings[] {
  const wrong = (place: string, what: string) => failedPrecondition(`the sign-in providers ${file}: ${place} ${what}`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw wrong('it', `is no JSON: ${reasonOf(error)}`)
  }
  if (!Array.isArray(json) || json.length === 0 || json.length > MOST_PROVIDERS)
    throw wrong('it', `must be a list of one to ${MOST_PROVIDERS} providers`)
  const providers = json.map((each: unknown, index) => {
    try {
      return readProvider(fieldsOf(each, `[${index}]`))
    } catch (error) {
      throw error instanceof WrongField ? wrong(error.place, error.what) : error
    }
  })
  const twice = providers.find(({ name }, index) => providers.findIndex((other) => other.name === name) !== index)
  if (twice !== undefined) throw wrong(`"${twice.name}"`, 'is named twice')
  return providers
}

class WrongField extends Error {
  readonly place: string
  readonly what: string
  constructor(place: string, what: string) {
    super(`${place} ${what}`)
    this.place = place
    this.what = what
  }
}

const KNOWN = [
  ...['name', 'displayName', 'issuer', 'clientId', 'clientSecretFile', 'clientSecretEnv', 'scopes', 'groupsClaim'],
  ...['groups', 'createPeople', 'trustEmails', 'allowedDomains'],
]

interface Fields {
  readonly place: string
  readonly fields: Readonly<Record<string, unknown>>
}

function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new WrongField(place, 'must be an object')
  const unknown = Object.keys(value).find((name) => !KNOWN.includes(name))
  if (unknown !== undefined) throw new WrongField(`${place}.${unknown}`, `is not known: ${KNOWN.join(', ')} are`)
  return { place, fields: value as Readonly<Record<string, unknown>> }
}

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
    clientSecret: secretOf(given),
    scopes: scopesOf(given),
    groupsClaim,
    groups,
    createPeople: flagOf(given, 'createPeople'),
    trustEmails: flagOf(given, 'trustEmails'),
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

function secretOf(given: Fields): SecretPlace {
  const [file, variable] = [textOf(given, 'clientSecretFile'), textOf(given, 'clientSecretEnv')]
  if (file !== null && variable !== null)
    throw new WrongField(`${given.place}.clientSecretFile`, 'cannot be combined with clientSecretEnv')
  if (file !== null) return { file }
  return variable === null ? null : { variable }
}

function groupsOf({ place, fields }: Fields): ReadonlyMap<string, string> {
  const groups = fields['groups'] ?? {}
  const entries: readonly [string, unknown][] | null =
    typeof groups === 'object' && !Array.isArray(groups) ? Object.entries(groups) : null
  if (entries === null || entries.length > MOST_GROUPS || entries.some(([, name]) => typeof name !== 'string'))
    throw new WrongField(`${place}.groups`, `must be an object of at most ${MOST_GROUPS} names of groups`)
  return new Map(entries as readonly [string, string][])
}

function textOf({ place, fields }: Fields, name: string): string | null {
  const value = fields[name]
  if (value === undefined) return null
  if (typeof value !== 'string' || value === '') throw new WrongField(`${place}.${name}`, 'must be a text')
  return value
}

function required(given: Fields, name: string): string {
  const value = textOf(given, name)
  if (value === null) throw new WrongField(`${given.place}.${name}`, 'is missing')
  return value
}

function listOf({ place, fields }: Fields, name: string): readonly string[] | null {
  const value = fields[name]
  if (value === undefined) return null
  if (!Array.isArray(value) || value.length === 0 || value.some((each) => typeof each !== 'string'))
    throw new WrongField(`${place}.${name}`, 'must be a list of texts')
  return value as readonly string[]
}

function flagOf({ place, fields }: Fields, name: string): boolean {
  const value = fields[name] ?? false
  if (typeof value !== 'boolean') throw new WrongField(`${place}.${name}`, 'must be true or false')
  return value
}

/** The secret itself, from a text that was read for it; `place` is told where there is none. */
export function secretIn(text: string | undefined, place: string): string {
  const secret = text?.trim() ?? ''
  if (secret === '') throw failedPrecondition(`${place} holds no client secret`)
  return secret
}
