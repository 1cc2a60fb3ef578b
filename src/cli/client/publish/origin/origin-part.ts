/** A kind of system and what it reports (hashicorp/packer internal/hcp/registry/metadata). */
export interface OriginPart {
  readonly type: string
  readonly details: Readonly<Record<string, string | boolean>>
}
