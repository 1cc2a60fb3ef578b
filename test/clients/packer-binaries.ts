import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { isAtLeast } from './dotted-version.ts'

export const noPacker =
  'no Packer that knows registries is there: name binaries in PACKER_BIN, or have packer on the PATH'

/** The version of a binary, or null when it is not HashiCorp's: cracklib, too, installs a program called packer. */
function versionOf(binary: string): string | null {
  // Packer needs a home directory even for this.
  const home = mkdtempSync(join(tmpdir(), 'assay-packer-'))
  try {
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, CHECKPOINT_DISABLE: '1' }
    const { stdout } = spawnSync(binary, ['version'], { env, encoding: 'utf8', stdio: 'pipe', timeout: 30_000 })
    return /^Packer v(?<version>[\d.]+)/m.exec(stdout)?.groups?.['version'] ?? null
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

export interface Packer {
  readonly binary: string
  readonly version: string
}

/** The first release that can push to a registry. */
const KNOWS_REGISTRIES = '1.7.7'

/**
 * The binaries that PACKER_BIN lists, which must be Packers; without it, the one on the PATH, if there is one and it can push to a
 * registry.
 */
export function findPackers(): readonly Packer[] {
  const listed = (process.env['PACKER_BIN'] ?? '').split(delimiter).filter((entry) => entry !== '')
  const candidates = listed.length > 0 ? listed.map((entry) => resolve(entry)) : ['packer']
  return candidates.flatMap((binary) => {
    const version = versionOf(binary)
    if (version === null && listed.length > 0) assert.fail(`PACKER_BIN lists ${binary}, which is no Packer that runs`)
    if (version === null || (listed.length === 0 && !isAtLeast(version, KNOWS_REGISTRIES))) return []
    return [{ binary, version }]
  })
}

/** From this release on, the QEMU builder is a plugin that must be downloaded. */
const WITHOUT_BUILDERS = '1.10'

/** The Packer on the PATH, if it contains the QEMU builder; it may be older than all registries. */
export function findBuilder(): Packer | null {
  const version = versionOf('packer')
  return version === null || isAtLeast(version, WITHOUT_BUILDERS) ? null : { binary: 'packer', version }
}
