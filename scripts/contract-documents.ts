/** The OpenAPI documents in contract/, one for each API, without their extension. */
export const contractDocuments = [
  'packer-2023-01-01',
  'packer-2021-04-30',
  'packer-2022-12-02',
  'resource-manager-2019-12-10',
  'iam-2019-12-10',
  'billing-2020-11-05',
  'operation-2020-05-05',
  'webhook-2023-05-31',
  'log-service-2021-03-30',
  'assay-v1',
] as const

export type ContractDocument = (typeof contractDocuments)[number]
