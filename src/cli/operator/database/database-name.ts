import type { Config } from '../../../config/config.ts'
import type { DataDirectory } from '../../../config/data-directory.ts'

const POSTGRES = /^\w+:\/\/(?:[^@/?#]*@)?(?<host>[^@/?#:]*(?::\d+)?)(?<name>\/[^@?#]*)?(?:\?[^@]*)?$/

/** The name of the database for people, without the user and password of its URL. */
export function databaseName({ databaseUrl }: Config, { sqliteFile }: DataDirectory): string {
  if (databaseUrl === null) return sqliteFile
  const parts = POSTGRES.exec(databaseUrl)?.groups
  // If the URL has such characters unescaped, it is unclear where the password ends.
  return parts === undefined ? 'in PostgreSQL' : `postgres://${parts['host'] ?? ''}${parts['name'] ?? ''}`
}
