// What the use cases of streams do to a scene of event-per-change.test.ts.
import type { Context } from '../../../../src/domain/context.ts'
import type { Location } from '../../../../src/domain/location.ts'
import { secretCipher } from '../../../../src/domain/organization/secret-cipher.ts'
import { keepSettingsStreams } from '../../../../src/domain/record/stream/keep-settings-streams.ts'
import { TEST_SECRET_KEYS } from '../../../support/test-config.ts'

interface Scene {
  readonly context: Context
  readonly location: Location
}

const wanted = [{ name: 'siem', kind: 'http', config: { url: 'https://logs.example.com' }, secret: 'secret' }] as const

export const streamActs: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  keepSettingsStreams: ({ context, location: { organizationId } }) =>
    keepSettingsStreams(context, { organizationId, wanted }, secretCipher([...TEST_SECRET_KEYS])),
}
