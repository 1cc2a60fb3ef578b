// The addresses that HCP Terraform and Terraform Enterprise call when a plan is to be checked. They send no token: a signature
// over the raw body authenticates them. Checking plans is answered with "unimplemented" for now; Terraform's own test of the
// address succeeds.
import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { areEqual } from '../../auth/secret-hash.ts'
import { fail, notFound, unauthenticated, unimplemented } from '../../domain/errors.ts'
import { findRunTask } from '../../domain/registry/get-run-task.ts'
import type { RunTask } from '../../domain/registry/run-task.ts'
import type { Store } from '../../domain/store.ts'

const PATHS = ['2023-01-01', '2021-04-30'].map((date) => `/packer/${date}/terraform-cloud/validation/:api_id`)
/** Terraform sends this token when a run task is created or edited, and expects nothing but a 200. */
const TEST_TOKEN = 'test-token'

/** The address to give to Terraform; the same one for both APIs. */
export const validationUrl = (origin: string, { apiId }: RunTask): string =>
  `${origin}/packer/2023-01-01/terraform-cloud/validation/${apiId}`

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body is read, on every route of a run task. */
    runTask: RunTask | null
  }
}

export const runTaskRoutes = (store: Store) =>
  async function (scope: FastifyInstance): Promise<void> {
    scope.decorateRequest('runTask', null)
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body)
    })
    // A caller cannot be authenticated before the body has arrived, so the body is read only for addresses that were handed out.
    scope.addHook('onRequest', async (request) => {
      const { api_id: apiId } = request.params as { readonly api_id: string }
      request.runTask = await findRunTask(store, apiId)
    })
    for (const path of PATHS)
      scope.post<{ Params: { api_id: string }; Body: Buffer | undefined }>(path, async (request) => {
        const { hmacKey } = request.runTask ?? fail(notFound('registry', request.params.api_id))
        const signature = request.headers['x-tfc-task-signature']
        const body = request.body ?? Buffer.alloc(0)
        if (!isSignedBy(hmacKey, body, typeof signature === 'string' ? signature : ''))
          throw unauthenticated('the signature is not that of this registry: set the HMAC key in Terraform again')
        if (accessTokenIn(body) !== TEST_TOKEN) throw unimplemented('checking plans by a run task')
        return {}
      })
  }

function accessTokenIn(body: Buffer): unknown {
  try {
    return (JSON.parse(body.toString()) as { readonly access_token?: unknown } | null)?.access_token
  } catch {
    return undefined
  }
}

/** Whether Terraform, which has the key, signed these very bytes: hex HMAC-SHA512, compared in constant time. */
const isSignedBy = (hmacKey: string, body: Uint8Array, signature: string): boolean =>
  areEqual(createHmac('sha512', hmacKey).update(body).digest(), Buffer.from(signature, 'hex'))
