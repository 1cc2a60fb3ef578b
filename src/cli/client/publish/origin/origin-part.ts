/** A kind of system, and what it tells (hashicorp/packer internal/hcp/registry/metadata). */
export interface OriginPart {
  readonly type: string
  readonly details: Readonly<Record<string, string | boolean>>
}
