// The public interface of `assay/client`.
export { type Access, bearerToken, session } from './access.ts'
export { ApiError, UnreachableError } from './api-error.ts'
export { type Api, currentApi, type Operations, type OperationsOf, packer2021Api } from './apis.ts'
export {
  type Answer,
  type Client,
  type ClientParts,
  createClient,
  type Manner,
  type PagedName,
  type StreamName,
  type StreamedEvent,
  type Following,
  type Asked,
} from './client.ts'
export { type Surroundings, surroundingsOf, type SurroundingsParts } from './environment.ts'
export type { Fetch, FetchAnswer, FetchInit } from './fetch.ts'
export type { Location } from './operation-request.ts'
export { type ServicePrincipalKey, servicePrincipalKey } from './service-principal-key.ts'
export { type Retries, USUAL_RETRIES } from './retries.ts'
