// The operation by which a workload gets its first token, and for which it therefore cannot send one.
import { ACCESS_TOKEN_SECONDS } from '../../../auth/access-tokens.ts'
import { addressBlock } from '../../../auth/address-block.ts'
import type { Exchange, ExchangeIdentity } from '../../../auth/workload/exchange.ts'
import type { Operations } from '../../../contract/generated/iam-2019-12-10.ts'
import type { Incoming } from '../../../contract/operation.ts'
import { invalidArgument, unauthenticated } from '../../../domain/errors.ts'
import type { Handlers } from '../../binding/handler.ts'
import { tooManyAttempts } from '../../gate/request-refusal.ts'
import { segmentsOf } from './resource-names.ts'

type Body = Incoming<Operations['ServicePrincipalsService_ExchangeWorkloadIdentityToken']['body']>

function proofIn({ jwt_token: token = '', aws_get_caller_id_token: request }: Body): Exchange['proof'] {
  if ((token === '') === (request === undefined))
    throw invalidArgument('body', 'must have a jwt_token or an aws_get_caller_id_token, and not both')
  if (request === undefined) return { kind: 'oidc', token }
  const { method = '', url = '', headers = {}, body = '' } = request
  return { kind: 'aws', request: { method, url, headers, body } }
}

export const tokenExchangeHandlers = (exchange: ExchangeIdentity) =>
  ({
    async ServicePrincipalsService_ExchangeWorkloadIdentityToken({ params, body, caller }, { asked }) {
      const { address, requestId, log } = caller()
      const resourceName = params.resource_name
      const { home, name: servicePrincipal, last: provider } = segmentsOf(resourceName)
      const exchanged = await exchange({
        path: { resourceName, scope: home.type, scopeId: home.id, servicePrincipal, provider },
        proof: proofIn(body),
        address: addressBlock(address),
        asked,
      })
      if (exchanged.kind === 'wait') throw tooManyAttempts(Math.ceil(exchanged.milliseconds / 1000))
      if (exchanged.kind === 'refused') {
        const { reason, told } = exchanged
        log.warn({ address, provider: resourceName, reason }, 'no access token issued: identity not proved')
        throw unauthenticated(`${told} (request ${requestId})`)
      }
      return { access_token: exchanged.accessToken, expires_in: ACCESS_TOKEN_SECONDS }
    },
  }) satisfies Handlers<Operations, 'ServicePrincipalsService_ExchangeWorkloadIdentityToken'>
