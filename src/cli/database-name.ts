import type { Config } from '../config.ts'
import type { DataDirectory } from '../data-directory.ts'

/** What people are told the database is: never the user and password of its URL. */
export function databaseName({ databaseUrl }: Config, { sqliteFile }: DataDirectory): string {
  if (databaseUrl === null) return sqliteFile
  const { protocol, host, pathname } = new URL(databaseUrl)
  return `${protocol}//${host}${pathname}`
}
