import type { Config } from '../../../config/config.ts'
import type { DataDirectory } from '../../../config/data-directory.ts'

const POSTGRES = /^\w+:\/\/(?:[^@/?#]*@)?(?<host>[^@/?#:]*(?::\d+)?)(?<name>\/[^@?#]*)?(?:\?[^@]*)?$/

/** What people are told the database is: never the user and password of its URL. */
export function databaseName({ databaseUrl }: Config, { sqliteFile }: DataDirectory): string {
  if (databaseUrl === null) return sqliteFile
  const parts = POSTGRES.exec(databaseUrl)?.groups
  // Where the password ends cannot be told when it has such signs unescaped.
  return parts === undefined ? 'in PostgreSQL' : `postgres://${parts['host'] ?? ''}${parts['name'] ?? ''}`
}
