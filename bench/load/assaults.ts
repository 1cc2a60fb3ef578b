// Requests that were once seen to cost a server far more than a request is worth, and the largest ones that a principal who may write can
// send.
import { FAT_BUCKET, type StrangersEstate } from '../seed/strangers-estate.ts'
import type { Assault, HostileRequest, Piece } from './assault.ts'

const MIB = 1024 * 1024
const UNKNOWN_RUN_TASK = '00000000-0000-4000-8000-000000000000'

const nested = (levels: number): readonly Piece[] => [
  { text: '[', times: levels },
  { text: ']', times: levels },
]

/** The assaults by name. */
export function assaultsOn({
  base,
  token,
  roleless,
  fingerprints,
  buildPath,
}: StrangersEstate): ReadonlyMap<string, Assault> {
  const plain = { method: 'POST', token: null, contentType: 'application/json', withheld: 0 } as const
  const once = (
    request: Partial<HostileRequest> & Pick<HostileRequest, 'path' | 'body'>,
    connections = 1,
  ): Assault => ({
    requests: [{ ...plain, ...request }],
    connections,
  })
  const get = (path: string): Assault => once({ method: 'GET', path, token, body: [] })
  const padding = (times: number): readonly Piece[] => [
    { text: '{"labels":{"padding":"', times: 1 },
    { text: 'x', times },
    { text: '"}}', times: 1 },
  ]
  return new Map([
    ['4 MB of nested arrays to no route', once({ path: '/nope', body: nested(2 * MIB) })],
    [
      'bodies that stall at a run task of nobody',
      once(
        {
          path: `/packer/2023-01-01/terraform-cloud/validation/${UNKNOWN_RUN_TASK}`,
          body: nested(2 * MIB),
          withheld: 10,
        },
        50,
      ),
    ],
    [
      'bodies that stall at the token endpoint',
      once(
        {
          path: '/oauth2/token',
          contentType: 'application/x-www-form-urlencoded',
          body: [{ text: 'x', times: 8000 }],
          withheld: 10,
        },
        50,
      ),
    ],
    [
      '4 MB of nested arrays without a role',
      once({ method: 'PATCH', path: `${base}/registry`, token: roleless, body: nested(2 * MIB) }),
    ],
    [
      'a mask of 3.9 MB without a role',
      once({
        method: 'PATCH',
        path: `${base}/registry`,
        token: roleless,
        body: [
          { text: '{"update_mask":"', times: 1 },
          { text: ',', times: 3_900_000 },
          { text: '"}', times: 1 },
        ],
      }),
    ],
    [
      'SBOMs of 17 MB',
      once({
        method: 'PUT',
        path: `${buildPath}/sboms`,
        token,
        body: [
          { text: '{"compressed_sbom":"', times: 1 },
          { text: 'A', times: 17 * MIB },
          { text: '"}', times: 1 },
        ],
      }),
    ],
    ['builds of 5 MB', once({ method: 'PATCH', path: buildPath, token, body: padding(5 * MIB) })],
    ['lists of large versions', get(`${base}/buckets/${FAT_BUCKET}/versions`)],
    ['lists of channels on a large version', get(`${base}/buckets/${FAT_BUCKET}/channels`)],
    ['lists of 1,000 buckets with 24,000 parents', get(`${base}/buckets?pagination.page_size=1000`)],
    [
      'assignments of large versions',
      {
        connections: 1,
        requests: fingerprints.slice(0, 2).map((fingerprint) => ({
          ...plain,
          method: 'PATCH',
          path: `${base}/buckets/${FAT_BUCKET}/channels/channel-0`,
          token,
          body: [
            { text: JSON.stringify({ version_fingerprint: fingerprint, update_mask: 'versionFingerprint' }), times: 1 },
          ],
        })),
      },
    ],
  ])
}
