// Generated from contract/assay-v1.json by `npm run generate`. Never edited.
import type { EventStream } from '../operation.ts'
export interface components {
  schemas: {
    /** @enum {string} */
    VersionStatus:
      | 'VERSION_UNSET'
      | 'VERSION_RUNNING'
      | 'VERSION_CANCELLED'
      | 'VERSION_FAILED'
      | 'VERSION_REVOKED'
      | 'VERSION_REVOCATION_SCHEDULED'
      | 'VERSION_ACTIVE'
      | 'VERSION_INCOMPLETE'
    /** @enum {string} */
    AncestryStatus: 'UNDETERMINED' | 'UP_TO_DATE' | 'OUT_OF_DATE'
    VersionInShort: {
      bucket_name: string
      id: string
      fingerprint: string
      /** @description `v7`; `v0` until the version is complete. */
      name: string
      status: components['schemas']['VersionStatus']
      /** Format: date-time */
      created_at: string | null
      /**
       * Format: date-time
       * @description Null when no revocation counts.
       */
      revoke_at: string | null
    }
    GetAboutResponse: {
      /** @description Of Assay. */
      version: string
      /** @enum {string} */
      database: 'SQLITE' | 'POSTGRESQL'
      node_version: string
      /** @description As SPDX names it. */
      license: string
    }
    ChannelStanding: {
      name: string
      restricted: boolean
      /** @description True of `latest`, which the registry points itself. */
      managed: boolean
      version: components['schemas']['VersionInShort']
      /**
       * Format: date-time
       * @description When it came to point there; null when it points at nothing.
       */
      assigned_at: string | null
      /** @description Whose doing that was, by name. */
      assigned_by: string
      /**
       * Format: int32
       * @description How many complete, valid versions the bucket has that are newer; 0 when it points at nothing.
       */
      behind: number
    }
    BucketOverview: {
      id: string
      name: string
      description: string
      labels: {
        [key: string]: string
      }
      platforms: string[]
      /** Format: int32 */
      version_count: number
      /** Format: date-time */
      created_at: string | null
      /** Format: date-time */
      updated_at: string | null
      /** @description The complete one of the highest number, revoked or not; where none is complete, the one created last. */
      newest_version: components['schemas']['VersionInShort']
      /**
       * Format: date-time
       * @description When the newest version was complete; null when none is.
       */
      newest_at: string | null
      /** @description By the time of their making, `latest` first; 50 at most. */
      channels: components['schemas']['ChannelStanding'][]
      /** Format: int32 */
      channel_count: number
      parent_status: components['schemas']['AncestryStatus']
      /** @description Names of buckets that the caller may see; ten at most. */
      out_of_date_parents: string[]
      /**
       * Format: int32
       * @description Other buckets with versions built from this one.
       */
      child_count: number
    }
    ListBucketOverviewsResponse: {
      buckets: components['schemas']['BucketOverview'][]
      /** @description Names that channels of the project's buckets have, the most frequent first; twelve at most. */
      channel_names: string[]
      /**
       * Format: int32
       * @description Of all pages.
       */
      total_count: number
      pagination: components['schemas']['Pagination']
    }
    VersionOverview: {
      version: components['schemas']['VersionInShort']
      author_id: string
      /**
       * Format: date-time
       * @description Null while it is not complete.
       */
      completed_at: string | null
      /** Format: date-time */
      updated_at: string | null
      /** Format: int32 */
      build_count: number
      platforms: string[]
      /** @description Names of channels that point at it. */
      channels: string[]
      parent_status: components['schemas']['AncestryStatus']
      has_descendants: boolean
      revocation_message: string
      /** @description Null when it has none that it inherited, when that version is gone, and when the caller may not see it. */
      revocation_inherited_from: components['schemas']['VersionInShort']
    }
    ListVersionOverviewsResponse: {
      versions: components['schemas']['VersionOverview'][]
      /**
       * Format: int32
       * @description Of all pages.
       */
      total_count: number
      pagination: components['schemas']['Pagination']
    }
    ReachedBucket: {
      bucket_name: string
      /** Format: int32 */
      version_count: number
      /** @description Ten at most, the newest first. */
      versions: components['schemas']['VersionInShort'][]
    }
    /** @description `to` is null when the channel would point at nothing. */
    MovedChannel: {
      bucket_name: string
      channel_name: string
      from: components['schemas']['VersionInShort']
      to: components['schemas']['VersionInShort']
    }
    PreviewRevocationResponse: {
      version: components['schemas']['VersionInShort']
      /** @description With versions that would be out of use as descendants; 100 at most. */
      buckets: components['schemas']['ReachedBucket'][]
      /**
       * Format: int32
       * @description Descendants that would be out of use and are not already.
       */
      version_count: number
      /** Format: int32 */
      bucket_count: number
      /**
       * Format: int32
       * @description Buckets among them that the caller may not see.
       */
      hidden_bucket_count: number
      /** @description That would move; 100 at most. */
      channels: components['schemas']['MovedChannel'][]
      /** Format: int32 */
      channel_count: number
      /** @description That would stay on a revoked version, because channels are not rolled back; `to` is where they are. 100 at most. */
      left_channels: components['schemas']['MovedChannel'][]
    }
    BucketRelation: {
      parent: components['schemas']['VersionInShort']
      child: components['schemas']['VersionInShort']
      /** @description By which the child found its parent; empty when by none. */
      channel_name: string
      status: components['schemas']['AncestryStatus']
    }
    ListRegistryAncestryResponse: {
      relations: components['schemas']['BucketRelation'][]
      pagination: components['schemas']['Pagination']
    }
    Actor: {
      id: string
      /** @enum {string} */
      type: 'SERVICE_PRINCIPAL' | 'USER' | 'REGISTRY' | 'OPERATOR'
      /** @description As it was called then. */
      name: string
    }
    Event: {
      id: string
      /** Format: date-time */
      at: string | null
      /** @description `channel.assigned` */
      kind: string
      /** @description As people read it: `Assigned version to channel`. */
      description: string
      actor: components['schemas']['Actor']
      /** @description Empty for what is of the registry or the project. */
      bucket_name: string
      /** @description Empty for what is not of a version. */
      version_fingerprint: string
      version_name: string
      channel_name: string
      /** @description Where the channel pointed before. */
      previous_version_name: string
      /** @description That of a revocation; of a channel, that it left a version that is revoked; of a policy, who got or lost which role. */
      message: string
      /** @description Of what else the event is about: a group, a service principal, a person, a project. */
      subject_name: string
    }
    ListEventsResponse: {
      events: components['schemas']['Event'][]
      pagination: components['schemas']['Pagination']
      /**
       * Format: date-time
       * @description A request looks at some thousand events at most. Where the page is not full for that reason, and may be empty: when the last one happened that was looked at; `pagination` has the token to go on. Else null.
       */
      searched_until: string | null
    }
    AuditEntry: {
      id: string
      /** Format: date-time */
      at: string | null
      /** @enum {string} */
      status: 'OK' | 'FAILED'
      /** @description `channel.assigned`, say. */
      kind: string
      action: string
      description: string
      /** @description Why it failed. */
      error: string
      actor: components['schemas']['Actor']
      /** @description Of the client that asked; empty where no request did. */
      address: string
      /** @description As the answer had it in `x-request-id`, and the log of the server. */
      request_id: string
      organization_id: string
      /** @description Empty for what is of the organization itself. */
      project_id: string
      bucket_name: string
      version_fingerprint: string
      version_name: string
      channel_name: string
      /** @description Of what is neither a bucket nor in one. */
      subject_name: string
      /** @description An object: what the entry tells of, as it was then. `previous` has what it was before. */
      details: unknown
    }
    ListAuditEntriesResponse: {
      entries: components['schemas']['AuditEntry'][]
      pagination: components['schemas']['Pagination']
      /**
       * Format: date-time
       * @description A request looks at some thousand events at most. Where the page is not full for that reason, and may be empty: when the last one happened that was looked at; `pagination` has the token to go on. Else null.
       */
      searched_until: string | null
    }
    Ledger: {
      /** @description Of the project, or of the organization. */
      id: string
      /**
       * Format: int32
       * @description How many events are sealed; 0 while none is.
       */
      position: number
      /** @description Of the last of them, SHA-256 in hex digits; empty while there is none. */
      hash: string
      /**
       * Format: date-time
       * @description When that was sealed; null where it was by a version that did not keep it.
       */
      sealed_at: string | null
      /**
       * Format: int32
       * @description How many events wait to be sealed, of the first 10,000 that do in the whole registry.
       */
      waiting_count: number
      proof: components['schemas']['LedgerProof']
      break: components['schemas']['LedgerBreak']
      stub: components['schemas']['LedgerStub']
    }
    /** @description What the last walk over the ledger proved, which is done daily; null before the first. */
    LedgerProof: {
      /**
       * Format: int32
       * @description All events up to this one are as they were sealed.
       */
      position: number
      hash: string
      /** Format: date-time */
      proved_at: string | null
    }
    /** @description Where the ledger does not hold: the first such place; null where all holds. */
    LedgerBreak: {
      /**
       * Format: int32
       * @description 0 of an event that has no place.
       */
      position: number
      /** @description Empty where it cannot be told. */
      event_id: string
      /**
       * @description `CHANGED`: the event, or its seal. `SWAPPED`: the event has another's place. `EVENT_MISSING`, `PLACE_MISSING`: they were removed. `HEAD_CHANGED`: the ledger does not end where it says. `LOST`: an event has no place. `TWICE`: one has a place and waits for another. `STUB_CHANGED`: what stands for pruned events is not signed by this server. `MADE_ANEW`: it was proved further before, or with another hash there.
       * @enum {string}
       */
      kind:
        | 'CHANGED'
        | 'SWAPPED'
        | 'EVENT_MISSING'
        | 'PLACE_MISSING'
        | 'HEAD_CHANGED'
        | 'LOST'
        | 'TWICE'
        | 'STUB_CHANGED'
        | 'MADE_ANEW'
      /**
       * Format: int32
       * @description Where the event is that belongs there; 0 unless it was swapped.
       */
      swapped_with: number
      /** Format: date-time */
      found_at: string | null
    }
    /** @description What stands for the events that were pruned because they are older than audit events are kept; null where none were. */
    LedgerStub: {
      /**
       * Format: int32
       * @description All events up to this one were.
       */
      position: number
      /** @description From which the chain goes on. */
      hash: string
      /**
       * Format: int32
       * @description How many there were.
       */
      count: number
      /**
       * Format: date-time
       * @description When the first of them happened.
       */
      first_at: string | null
      /**
       * Format: date-time
       * @description And the last.
       */
      last_at: string | null
      /** Format: date-time */
      pruned_at: string | null
      /** @description Of the key that signed it, as `assay audit key` prints it. */
      key_id: string
      /** @description Ed25519, in base64. */
      signature: string
    }
    GetLedgerResponse: {
      ledger: components['schemas']['Ledger']
    }
    Stream: {
      id: string
      name: string
      /** @description `file`, `http`, `otel`, `syslog`, `splunk`, `cloudwatch` or `datadog`. */
      kind: string
      /**
       * @description Who named it.
       * @enum {string}
       */
      origin: 'SETTINGS' | 'API'
      /** @description The host that it is sent to, or the path of the file. */
      target: string
      enabled: boolean
      /** @description Whose entries alone are sent; empty for those of the organization and all its projects. */
      project_id: string
      /**
       * Format: int32
       * @description How many entries are done with, over all its ledgers, counted from the beginning of each.
       */
      position: number
      /**
       * Format: int32
       * @description How many there are.
       */
      head_position: number
      /**
       * Format: int32
       * @description How many are still to be sent.
       */
      lag_entries: number
      /**
       * Format: int32
       * @description How long ago the first of them happened; 0 where there is none.
       */
      lag_seconds: number
      /**
       * Format: int32
       * @description How many the receiver has not: they were older than seven days when their turn came, or it has left them out of what it accepted.
       */
      passed_by: number
      /** @description Why the last try failed; empty where it did not. */
      failure: string
      /**
       * Format: date-time
       * @description Since when every try has; null where the last one did not.
       */
      failing_since: string | null
      /** Format: date-time */
      created_at: string | null
    }
    ListStreamsResponse: {
      streams: components['schemas']['Stream'][]
    }
    TestStreamResponse: {
      /** @description Why the entry was not accepted, completing "the receiver …"; empty where it was. */
      failure: string
      /** @description Of the entry, to find it by where it was sent. */
      entry_id: string
    }
    Found: {
      /** @enum {string} */
      kind: 'BUCKET' | 'LABEL' | 'VERSION' | 'ARTIFACT' | 'COMMIT'
      bucket_name: string
      version: components['schemas']['VersionInShort']
      /** @description What was found: a name, `key=value`, a fingerprint, an external identifier, a commit. */
      text: string
      region: string
      platform: string
      /** @description Names of channels that point at the version; a hundred at most. */
      channels: string[]
    }
    SearchResponse: {
      found: components['schemas']['Found'][]
      has_more: boolean
    }
    Person: {
      id: string
      email: string
      full_name: string
      /** @enum {string} */
      signs_in_by: 'PROVIDER' | 'PASSWORD' | 'TWO_FACTORS'
      /** Format: date-time */
      created_at: string | null
      /**
       * Format: date-time
       * @description Since when they may not sign in, nor use what they have signed in with; null for who may.
       */
      disabled_at: string | null
    }
    ListPeopleResponse: {
      people: components['schemas']['Person'][]
      pagination: components['schemas']['Pagination']
    }
    Pagination: {
      next_page_token: string
      previous_page_token: string
    }
    'google.rpc.Status': {
      /** Format: int32 */
      code: number
      message: string
      details: components['schemas']['google.protobuf.Any'][]
    }
    'google.protobuf.Any': {
      '@type': string
    } & {
      [key: string]: unknown
    }
    Delivery: {
      id: string
      /** @description As receivers are told it, the same for all deliveries of an event. */
      event_id: string
      /** @description As one subscribes to it: `revoke`. */
      action: string
      /** @description As it was called then. */
      bucket_name: string
      /** @description Empty where a channel points at none. */
      version_name: string
      version_fingerprint: string
      /** @description Empty for what is of no channel. */
      channel_name: string
      /**
       * @description `SET_ASIDE` is one that the receiver refused for what it says: it is tried again by itself, and holds up nothing. `GIVEN_UP` after a day; `SENT_AGAIN` is one that was given up and has another in its place.
       * @enum {string}
       */
      state: 'WAITING' | 'SET_ASIDE' | 'DELIVERED' | 'GIVEN_UP' | 'SENT_AGAIN'
      /** Format: int32 */
      tries: number
      /**
       * Format: int32
       * @description Of the last answer; 0 when there was none.
       */
      status_code: number
      /** @description Why the last try failed, in words; empty when it did not. */
      failure: string
      /** Format: date-time */
      created_at: string | null
      /**
       * Format: date-time
       * @description When it was sent last.
       */
      tried_at: string | null
      /**
       * Format: date-time
       * @description Of one that is set aside. Those that wait are sent when their turn comes: `next_try_at` of the webhook says when that goes on.
       */
      next_try_at: string | null
      /**
       * Format: date-time
       * @description Since when it is over.
       */
      ended_at: string | null
    }
    DeliveryRequest: {
      url: string
      headers: {
        [key: string]: string
      }
      /** @description As it was sent; of one larger than 16 KiB without builds. */
      payload: unknown
      /** Format: date-time */
      sent_at: string | null
    }
    DeliveryResponse: {
      /** Format: int32 */
      status_code: number
      headers: {
        [key: string]: string
      }
      /** @description Its first 4 KiB. */
      body: string
    }
    GetDeliveryResponse: {
      delivery: components['schemas']['Delivery']
      request: components['schemas']['DeliveryRequest']
      response: components['schemas']['DeliveryResponse']
    }
    TestWebhookResponse: {
      /** @description Why the receiver would not be verified, in words; empty when it would be. */
      failure: string
      request: components['schemas']['DeliveryRequest']
      response: components['schemas']['DeliveryResponse']
    }
    SubscriptionOverview: {
      /** @description Empty for the whole project. */
      resource_id: string
      /**
       * @description `UNKNOWN` of what is not there any more, and of what a draft names that is not there yet.
       * @enum {string}
       */
      kind: 'PROJECT' | 'REGISTRY' | 'BUCKET' | 'UNKNOWN'
      bucket_name: string
      actions: string[]
    }
    WebhookOverview: {
      /** @description As HCP's operations take it. */
      resource_name: string
      name: string
      description: string
      enabled: boolean
      /** @description Of its address, with the port where that says one. */
      host: string
      /** @description Of its messages: `hcp`, `slack`, `teams` or `cloudevents`. */
      format: string
      /** @description Whether its messages are signed by a token. */
      signed: boolean
      subscriptions: components['schemas']['SubscriptionOverview'][]
      /**
       * Format: int32
       * @description Deliveries that wait; 1,000 stands for that or more.
       */
      waiting_count: number
      /**
       * Format: int32
       * @description Those that are set aside; 1,000 stands for that or more.
       */
      set_aside_count: number
      /**
       * Format: int32
       * @description Those that were given up and not sent again; 1,000 stands for that or more.
       */
      given_up_count: number
      /**
       * Format: date-time
       * @description When what waits is sent, or tried again; null when nothing waits, and while it is not enabled.
       */
      next_try_at: string | null
      last_delivery: components['schemas']['Delivery']
      /** Format: date-time */
      created_at: string | null
      /** Format: date-time */
      updated_at: string | null
    }
    ListWebhookOverviewsResponse: {
      webhooks: components['schemas']['WebhookOverview'][]
    }
    ListDeliveriesResponse: {
      deliveries: components['schemas']['Delivery'][]
      pagination: components['schemas']['Pagination']
    }
    SendDeliveryAgainResponse: {
      delivery: components['schemas']['Delivery']
    }
    SendFailedDeliveriesAgainRequestBody: {
      /** Format: date-time */
      since: string | null
    }
    SendFailedDeliveriesAgainResponse: {
      /** Format: int32 */
      count: number
      /** @description Whether there are more than that: ask again. */
      more: boolean
    }
    EmailSubscription: {
      id: string
      /** @description Empty for all buckets that the person may see. */
      bucket_id: string
      /** @description Empty for all buckets, and of one that is gone or may not be seen any more. */
      bucket_name: string
      /** @description As those of webhooks; `*` is all. */
      actions: string[]
      bundling: components['schemas']['EmailBundling']
      /**
       * Format: date-time
       * @description When the last mail was accepted; null before the first.
       */
      last_sent_at: string | null
      /** @description Why the last try failed; empty when it did not. */
      failure: string
      /** Format: date-time */
      created_at: string | null
    }
    /**
     * @description `SOON`: what happens within half a minute of the first is in one mail, and the next comes five minutes later at the earliest. `HOURLY` and `DAILY`: what happens within an hour, or a day, of the first.
     * @enum {string}
     */
    EmailBundling: 'SOON' | 'HOURLY' | 'DAILY'
    ListOwnEmailSubscriptionsResponse: {
      email_subscriptions: components['schemas']['EmailSubscription'][]
    }
    CreateOwnEmailSubscriptionRequestBody: {
      /** @description Of this bucket; of all that the person may see where it is empty. What is said of a bucket goes before what is said of all. */
      bucket_name: string
      /** @description As those of webhooks; `*` is all. */
      actions: string[]
      bundling: components['schemas']['EmailBundling']
    }
    CreateOwnEmailSubscriptionResponse: {
      email_subscription: components['schemas']['EmailSubscription']
    }
    DeleteOwnEmailSubscriptionResponse: Record<string, never>
    ImportRecordsRequestBody: {
      /** @description Where the records come from, for whoever reads of it in the audit log. */
      source: string
      records: components['schemas']['ImportRecord'][]
    }
    /** @description Exactly one of its fields is set. Ids are kept where nothing has them. */
    ImportRecord: {
      bucket: components['schemas']['ImportedBucket']
      version: components['schemas']['ImportedVersion']
      build: components['schemas']['ImportedBuild']
      sbom: components['schemas']['ImportedSbom']
      completion: components['schemas']['ImportedCompletion']
      revocation: components['schemas']['ImportedRevocation']
      channel: components['schemas']['ImportedChannel']
      history: components['schemas']['ImportedHistory']
      parents: components['schemas']['ImportedParents']
    }
    ImportedBucket: {
      name: string
      id: string
      description: string
      labels: {
        [key: string]: string
      }
      latest: components['schemas']['ImportedLatest']
      /** Format: date-time */
      created_at: string | null
      /** Format: date-time */
      updated_at: string | null
    }
    /** @description The managed channel, where it is shown. */
    ImportedLatest: {
      id: string
      author_id: string
      restricted: boolean
      /** Format: date-time */
      created_at: string | null
    }
    /** @description Without its number and its builds. */
    ImportedVersion: {
      bucket_name: string
      fingerprint: string
      id: string
      /** @enum {string} */
      template_type: 'TEMPLATE_TYPE_UNSET' | 'HCL2' | 'JSON'
      author_id: string
      /** Format: date-time */
      created_at: string | null
      /** Format: date-time */
      updated_at: string | null
    }
    ImportedArtifact: {
      id: string
      external_identifier: string
      region: string
      /** Format: date-time */
      created_at: string | null
    }
    ImportedMetadata: {
      packer: unknown
      cicd: unknown
      vcs: unknown
    }
    ImportedBuild: {
      bucket_name: string
      fingerprint: string
      id: string
      component_type: string
      /** @enum {string} */
      status: 'BUILD_UNSET' | 'BUILD_RUNNING' | 'BUILD_DONE' | 'BUILD_CANCELLED' | 'BUILD_FAILED'
      platform: string
      packer_run_uuid: string
      labels: {
        [key: string]: string
      }
      artifacts: components['schemas']['ImportedArtifact'][]
      source_external_identifier: string
      metadata: components['schemas']['ImportedMetadata']
      /** Format: date-time */
      created_at: string | null
      /** Format: date-time */
      updated_at: string | null
    }
    ImportedSbom: {
      bucket_name: string
      fingerprint: string
      /** @description Of its build. */
      component_type: string
      id: string
      name: string
      /** @enum {string} */
      format: 'CYCLONEDX' | 'SPDX'
      /** @description By zstd, in base64. */
      compressed_sbom: string
    }
    /** @description That a version is complete, once its builds are here. */
    ImportedCompletion: {
      bucket_name: string
      fingerprint: string
      /**
       * Format: int32
       * @description 7 of `v7`.
       */
      sequence: number
      /**
       * Format: int32
       * @description How many it has.
       */
      builds: number
      /** Format: date-time */
      updated_at: string | null
    }
    ImportedAncestor: {
      bucket_name: string
      fingerprint: string
      version_id: string
      /** Format: int32 */
      sequence: number
    }
    ImportedRevocation: {
      bucket_name: string
      fingerprint: string
      /**
       * Format: int32
       * @description 7 of `v7`, the number that it has or is going to have.
       */
      sequence: number
      /** Format: date-time */
      revoke_at: string | null
      message: string
      author: string
      /** @description Of an own one: what is built from the version later does not inherit it. */
      skip_descendants: boolean
      inherited_from: components['schemas']['ImportedAncestor']
    }
    /** @description Without an id: `latest` where it is not shown, which then goes where the rules want it. */
    ImportedChannel: {
      bucket_name: string
      name: string
      id: string
      author_id: string
      restricted: boolean
      /** @description Empty: it points at none. */
      version_fingerprint: string
      /** Format: date-time */
      created_at: string | null
      /** Format: date-time */
      updated_at: string | null
    }
    ImportedAssignment: {
      /** @description Empty: an un-assignment. */
      version_fingerprint: string
      author_id: string
      /** Format: date-time */
      assigned_at: string | null
    }
    /** @description Lines of the history of a channel, any of them. */
    ImportedHistory: {
      bucket_name: string
      channel_name: string
      assignments: components['schemas']['ImportedAssignment'][]
    }
    ImportedParent: {
      bucket_name: string
      fingerprint: string
      version_id: string
      /** @description Through which it was found; empty where that is not known. */
      channel_name: string
    }
    /** @description All that a version was built from. */
    ImportedParents: {
      bucket_name: string
      fingerprint: string
      parents: components['schemas']['ImportedParent'][]
    }
    ImportOutcome: {
      /** @enum {string} */
      outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'KEPT' | 'REFUSED'
      /** @description Of what was kept or refused: what is here, and what to do. */
      message: string
    }
    ImportRecordsResponse: {
      /** @description One for each record, in their order. */
      outcomes: components['schemas']['ImportOutcome'][]
    }
  }
  responses: never
  parameters: never
  requestBodies: never
  headers: never
  pathItems: never
}
export type $defs = Record<string, never>

export type Schemas = components['schemas']

export interface Operations {
  AssayService_GetAbout: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Schemas['GetAboutResponse']
  }
  AssayService_ListPeople: {
    params: { organization_id: string }
    query: {
      'pagination.page_size'?: number
      'pagination.next_page_token'?: string
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['ListPeopleResponse']
  }
  AssayService_ListBucketOverviews: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {
      q?: string
      label?: readonly string[]
      platform?: readonly string[]
      status?: readonly string[]
      'pagination.page_size'?: number
      'pagination.next_page_token'?: string
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['ListBucketOverviewsResponse']
  }
  AssayService_ListVersionOverviews: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: {
      status?: readonly string[]
      'pagination.page_size'?: number
      'pagination.next_page_token'?: string
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['ListVersionOverviewsResponse']
  }
  AssayService_PreviewRevocation: {
    params: {
      bucket_name: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { skip_descendants_revocation?: boolean; disable_rollback_channels?: boolean }
    body: undefined
    response: Schemas['PreviewRevocationResponse']
  }
  AssayService_ListRegistryAncestry: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {
      'pagination.page_size'?: number
      'pagination.next_page_token'?: string
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['ListRegistryAncestryResponse']
  }
  AssayService_ListEvents: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {
      bucket_name?: string
      version_fingerprint?: string
      actor_id?: string
      kind?: readonly string[]
      'pagination.page_size'?: number
      'pagination.next_page_token'?: string
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['ListEventsResponse']
  }
  AssayService_StreamEvents: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { last_event_id?: string }
    body: undefined
    response: EventStream<Schemas['Event']>
  }
  AssayService_ListAuditEntries: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {
      from?: string
      to?: string
      actor_id?: string
      bucket_name?: string
      kind?: readonly string[]
      action?: readonly string[]
      status?: string
      q?: string
      'pagination.page_size'?: number
      'pagination.next_page_token'?: string
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['ListAuditEntriesResponse']
  }
  AssayService_ExportAuditEntries: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {
      from?: string
      to?: string
      actor_id?: string
      bucket_name?: string
      kind?: readonly string[]
      action?: readonly string[]
      status?: string
      q?: string
    }
    body: undefined
    response: unknown
  }
  AssayService_GetLedger: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: undefined
    response: Schemas['GetLedgerResponse']
  }
  AssayService_ListOrganizationAuditEntries: {
    params: { organization_id: string }
    query: {
      from?: string
      to?: string
      actor_id?: string
      kind?: readonly string[]
      action?: readonly string[]
      status?: string
      q?: string
      'pagination.page_size'?: number
      'pagination.next_page_token'?: string
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['ListAuditEntriesResponse']
  }
  AssayService_ExportOrganizationAuditEntries: {
    params: { organization_id: string }
    query: {
      from?: string
      to?: string
      actor_id?: string
      kind?: readonly string[]
      action?: readonly string[]
      status?: string
      q?: string
    }
    body: undefined
    response: unknown
  }
  AssayService_GetOrganizationLedger: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Schemas['GetLedgerResponse']
  }
  AssayService_ListStreams: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Schemas['ListStreamsResponse']
  }
  AssayService_TestStream: {
    params: { organization_id: string; stream_id: string }
    query: {}
    body: undefined
    response: Schemas['TestStreamResponse']
  }
  AssayService_Search: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { q?: string }
    body: undefined
    response: Schemas['SearchResponse']
  }
  AssayService_ListWebhookOverviews: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { webhook_name?: string }
    body: undefined
    response: Schemas['ListWebhookOverviewsResponse']
  }
  AssayService_TestWebhook: {
    params: { 'location.organization_id': string; 'location.project_id': string; webhook_name: string }
    query: {}
    body: undefined
    response: Schemas['TestWebhookResponse']
  }
  AssayService_ListDeliveries: {
    params: { 'location.organization_id': string; 'location.project_id': string; webhook_name: string }
    query: {
      state?: string
      'pagination.page_size'?: number
      'pagination.next_page_token'?: string
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['ListDeliveriesResponse']
  }
  AssayService_GetDelivery: {
    params: {
      'location.organization_id': string
      'location.project_id': string
      webhook_name: string
      delivery_id: string
    }
    query: {}
    body: undefined
    response: Schemas['GetDeliveryResponse']
  }
  AssayService_SendDeliveryAgain: {
    params: {
      'location.organization_id': string
      'location.project_id': string
      webhook_name: string
      delivery_id: string
    }
    query: {}
    body: undefined
    response: Schemas['SendDeliveryAgainResponse']
  }
  AssayService_SendFailedDeliveriesAgain: {
    params: { 'location.organization_id': string; 'location.project_id': string; webhook_name: string }
    query: {}
    body: Schemas['SendFailedDeliveriesAgainRequestBody']
    response: Schemas['SendFailedDeliveriesAgainResponse']
  }
  AssayService_ListOwnEmailSubscriptions: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: undefined
    response: Schemas['ListOwnEmailSubscriptionsResponse']
  }
  AssayService_CreateOwnEmailSubscription: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['CreateOwnEmailSubscriptionRequestBody']
    response: Schemas['CreateOwnEmailSubscriptionResponse']
  }
  AssayService_DeleteOwnEmailSubscription: {
    params: { 'location.organization_id': string; 'location.project_id': string; subscription_id: string }
    query: {}
    body: undefined
    response: Schemas['DeleteOwnEmailSubscriptionResponse']
  }
  AssayService_ImportRecords: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['ImportRecordsRequestBody']
    response: Schemas['ImportRecordsResponse']
  }
}

export const operations = {
  AssayService_GetAbout: {
    method: 'GET',
    path: '/assay/v1/organizations/{organization_id}/about',
    route: '/assay/v1/organizations/:organization_id/about',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  AssayService_ListPeople: {
    method: 'GET',
    path: '/assay/v1/organizations/{organization_id}/people',
    route: '/assay/v1/organizations/:organization_id/people',
    params: ['organization_id'],
    query: {
      'pagination.page_size': 'integer',
      'pagination.next_page_token': 'string',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  AssayService_ListBucketOverviews: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/bucket-overviews',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/bucket-overviews',
    params: ['location.organization_id', 'location.project_id'],
    query: {
      q: 'string',
      label: 'strings',
      platform: 'strings',
      status: 'strings',
      'pagination.page_size': 'integer',
      'pagination.next_page_token': 'string',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  AssayService_ListVersionOverviews: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/version-overviews',
    route:
      '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/version-overviews',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: {
      status: 'strings',
      'pagination.page_size': 'integer',
      'pagination.next_page_token': 'string',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  AssayService_PreviewRevocation: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/revocation-preview',
    route:
      '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/revocation-preview',
    params: ['bucket_name', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: { skip_descendants_revocation: 'boolean', disable_rollback_channels: 'boolean' },
    body: null,
  },
  AssayService_ListRegistryAncestry: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/ancestry',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/ancestry',
    params: ['location.organization_id', 'location.project_id'],
    query: {
      'pagination.page_size': 'integer',
      'pagination.next_page_token': 'string',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  AssayService_ListEvents: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/events',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/events',
    params: ['location.organization_id', 'location.project_id'],
    query: {
      bucket_name: 'string',
      version_fingerprint: 'string',
      actor_id: 'string',
      kind: 'strings',
      'pagination.page_size': 'integer',
      'pagination.next_page_token': 'string',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  AssayService_StreamEvents: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/events/stream',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/events/stream',
    params: ['location.organization_id', 'location.project_id'],
    query: { last_event_id: 'string' },
    body: null,
  },
  AssayService_ListAuditEntries: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/audit-entries',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/audit-entries',
    params: ['location.organization_id', 'location.project_id'],
    query: {
      from: 'string',
      to: 'string',
      actor_id: 'string',
      bucket_name: 'string',
      kind: 'strings',
      action: 'strings',
      status: 'string',
      q: 'string',
      'pagination.page_size': 'integer',
      'pagination.next_page_token': 'string',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  AssayService_ExportAuditEntries: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/audit-entries/export',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/audit-entries/export',
    params: ['location.organization_id', 'location.project_id'],
    query: {
      from: 'string',
      to: 'string',
      actor_id: 'string',
      bucket_name: 'string',
      kind: 'strings',
      action: 'strings',
      status: 'string',
      q: 'string',
    },
    body: null,
  },
  AssayService_GetLedger: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/ledger',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/ledger',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: null,
  },
  AssayService_ListOrganizationAuditEntries: {
    method: 'GET',
    path: '/assay/v1/organizations/{organization_id}/audit-entries',
    route: '/assay/v1/organizations/:organization_id/audit-entries',
    params: ['organization_id'],
    query: {
      from: 'string',
      to: 'string',
      actor_id: 'string',
      kind: 'strings',
      action: 'strings',
      status: 'string',
      q: 'string',
      'pagination.page_size': 'integer',
      'pagination.next_page_token': 'string',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  AssayService_ExportOrganizationAuditEntries: {
    method: 'GET',
    path: '/assay/v1/organizations/{organization_id}/audit-entries/export',
    route: '/assay/v1/organizations/:organization_id/audit-entries/export',
    params: ['organization_id'],
    query: {
      from: 'string',
      to: 'string',
      actor_id: 'string',
      kind: 'strings',
      action: 'strings',
      status: 'string',
      q: 'string',
    },
    body: null,
  },
  AssayService_GetOrganizationLedger: {
    method: 'GET',
    path: '/assay/v1/organizations/{organization_id}/ledger',
    route: '/assay/v1/organizations/:organization_id/ledger',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  AssayService_ListStreams: {
    method: 'GET',
    path: '/assay/v1/organizations/{organization_id}/streams',
    route: '/assay/v1/organizations/:organization_id/streams',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  AssayService_TestStream: {
    method: 'POST',
    path: '/assay/v1/organizations/{organization_id}/streams/{stream_id}/test',
    route: '/assay/v1/organizations/:organization_id/streams/:stream_id/test',
    params: ['organization_id', 'stream_id'],
    query: {},
    body: null,
  },
  AssayService_Search: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/search',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/search',
    params: ['location.organization_id', 'location.project_id'],
    query: { q: 'string' },
    body: null,
  },
  AssayService_ListWebhookOverviews: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhook-overviews',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhook-overviews',
    params: ['location.organization_id', 'location.project_id'],
    query: { webhook_name: 'string' },
    body: null,
  },
  AssayService_TestWebhook: {
    method: 'POST',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhooks/{webhook_name}/test',
    route:
      '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhooks/:webhook_name/test',
    params: ['location.organization_id', 'location.project_id', 'webhook_name'],
    query: {},
    body: null,
  },
  AssayService_ListDeliveries: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhooks/{webhook_name}/deliveries',
    route:
      '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhooks/:webhook_name/deliveries',
    params: ['location.organization_id', 'location.project_id', 'webhook_name'],
    query: {
      state: 'string',
      'pagination.page_size': 'integer',
      'pagination.next_page_token': 'string',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  AssayService_GetDelivery: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhooks/{webhook_name}/deliveries/{delivery_id}',
    route:
      '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhooks/:webhook_name/deliveries/:delivery_id',
    params: ['location.organization_id', 'location.project_id', 'webhook_name', 'delivery_id'],
    query: {},
    body: null,
  },
  AssayService_SendDeliveryAgain: {
    method: 'POST',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhooks/{webhook_name}/deliveries/{delivery_id}/send-again',
    route:
      '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhooks/:webhook_name/deliveries/:delivery_id/send-again',
    params: ['location.organization_id', 'location.project_id', 'webhook_name', 'delivery_id'],
    query: {},
    body: null,
  },
  AssayService_SendFailedDeliveriesAgain: {
    method: 'POST',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhooks/{webhook_name}/deliveries/send-failed-again',
    route:
      '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhooks/:webhook_name/deliveries/send-failed-again',
    params: ['location.organization_id', 'location.project_id', 'webhook_name'],
    query: {},
    body: 'SendFailedDeliveriesAgainRequestBody',
  },
  AssayService_ListOwnEmailSubscriptions: {
    method: 'GET',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/own-email-subscriptions',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/own-email-subscriptions',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: null,
  },
  AssayService_CreateOwnEmailSubscription: {
    method: 'POST',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/own-email-subscriptions',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/own-email-subscriptions',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: 'CreateOwnEmailSubscriptionRequestBody',
  },
  AssayService_DeleteOwnEmailSubscription: {
    method: 'DELETE',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/own-email-subscriptions/{subscription_id}',
    route:
      '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/own-email-subscriptions/:subscription_id',
    params: ['location.organization_id', 'location.project_id', 'subscription_id'],
    query: {},
    body: null,
  },
  AssayService_ImportRecords: {
    method: 'POST',
    path: '/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/import',
    route: '/assay/v1/organizations/:location__organization_id/projects/:location__project_id/import',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: 'ImportRecordsRequestBody',
  },
} as const

export const bodySchemas = {
  CreateOwnEmailSubscriptionRequestBody: {
    type: 'object',
    properties: {
      bucket_name: {
        type: 'string',
        description:
          'Of this bucket; of all that the person may see where it is empty. What is said of a bucket goes before what is said of all.',
      },
      actions: { type: 'array', items: { type: 'string' }, description: 'As those of webhooks; `*` is all.' },
      bundling: { $ref: '#/components/schemas/EmailBundling' },
    },
  },
  EmailBundling: {
    type: 'string',
    enum: ['SOON', 'HOURLY', 'DAILY'],
    description:
      '`SOON`: what happens within half a minute of the first is in one mail, and the next comes five minutes later at the earliest. `HOURLY` and `DAILY`: what happens within an hour, or a day, of the first.',
  },
  ImportRecord: {
    type: 'object',
    description: 'Exactly one of its fields is set. Ids are kept where nothing has them.',
    properties: {
      bucket: { $ref: '#/components/schemas/ImportedBucket' },
      version: { $ref: '#/components/schemas/ImportedVersion' },
      build: { $ref: '#/components/schemas/ImportedBuild' },
      sbom: { $ref: '#/components/schemas/ImportedSbom' },
      completion: { $ref: '#/components/schemas/ImportedCompletion' },
      revocation: { $ref: '#/components/schemas/ImportedRevocation' },
      channel: { $ref: '#/components/schemas/ImportedChannel' },
      history: { $ref: '#/components/schemas/ImportedHistory' },
      parents: { $ref: '#/components/schemas/ImportedParents' },
    },
  },
  ImportRecordsRequestBody: {
    type: 'object',
    properties: {
      source: { type: 'string', description: 'Where the records come from, for whoever reads of it in the audit log.' },
      records: { type: 'array', items: { $ref: '#/components/schemas/ImportRecord' } },
    },
  },
  ImportedAncestor: {
    type: 'object',
    properties: {
      bucket_name: { type: 'string' },
      fingerprint: { type: 'string' },
      version_id: { type: 'string' },
      sequence: { type: 'integer', format: 'int32' },
    },
  },
  ImportedArtifact: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      external_identifier: { type: 'string' },
      region: { type: 'string' },
      created_at: { type: 'string', format: 'date-time' },
    },
  },
  ImportedAssignment: {
    type: 'object',
    properties: {
      version_fingerprint: { type: 'string', description: 'Empty: an un-assignment.' },
      author_id: { type: 'string' },
      assigned_at: { type: 'string', format: 'date-time' },
    },
  },
  ImportedBucket: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      id: { type: 'string' },
      description: { type: 'string' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      latest: { $ref: '#/components/schemas/ImportedLatest' },
      created_at: { type: 'string', format: 'date-time' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  ImportedBuild: {
    type: 'object',
    properties: {
      bucket_name: { type: 'string' },
      fingerprint: { type: 'string' },
      id: { type: 'string' },
      component_type: { type: 'string' },
      status: {
        type: 'string',
        enum: ['BUILD_UNSET', 'BUILD_RUNNING', 'BUILD_DONE', 'BUILD_CANCELLED', 'BUILD_FAILED'],
      },
      platform: { type: 'string' },
      packer_run_uuid: { type: 'string' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      artifacts: { type: 'array', items: { $ref: '#/components/schemas/ImportedArtifact' } },
      source_external_identifier: { type: 'string' },
      metadata: { $ref: '#/components/schemas/ImportedMetadata' },
      created_at: { type: 'string', format: 'date-time' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  ImportedChannel: {
    type: 'object',
    description: 'Without an id: `latest` where it is not shown, which then goes where the rules want it.',
    properties: {
      bucket_name: { type: 'string' },
      name: { type: 'string' },
      id: { type: 'string' },
      author_id: { type: 'string' },
      restricted: { type: 'boolean' },
      version_fingerprint: { type: 'string', description: 'Empty: it points at none.' },
      created_at: { type: 'string', format: 'date-time' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  ImportedCompletion: {
    type: 'object',
    description: 'That a version is complete, once its builds are here.',
    properties: {
      bucket_name: { type: 'string' },
      fingerprint: { type: 'string' },
      sequence: { type: 'integer', format: 'int32', description: '7 of `v7`.' },
      builds: { type: 'integer', format: 'int32', description: 'How many it has.' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  ImportedHistory: {
    type: 'object',
    description: 'Lines of the history of a channel, any of them.',
    properties: {
      bucket_name: { type: 'string' },
      channel_name: { type: 'string' },
      assignments: { type: 'array', items: { $ref: '#/components/schemas/ImportedAssignment' } },
    },
  },
  ImportedLatest: {
    type: 'object',
    description: 'The managed channel, where it is shown.',
    properties: {
      id: { type: 'string' },
      author_id: { type: 'string' },
      restricted: { type: 'boolean' },
      created_at: { type: 'string', format: 'date-time' },
    },
  },
  ImportedMetadata: { type: 'object', properties: { packer: {}, cicd: {}, vcs: {} } },
  ImportedParent: {
    type: 'object',
    properties: {
      bucket_name: { type: 'string' },
      fingerprint: { type: 'string' },
      version_id: { type: 'string' },
      channel_name: { type: 'string', description: 'Through which it was found; empty where that is not known.' },
    },
  },
  ImportedParents: {
    type: 'object',
    description: 'All that a version was built from.',
    properties: {
      bucket_name: { type: 'string' },
      fingerprint: { type: 'string' },
      parents: { type: 'array', items: { $ref: '#/components/schemas/ImportedParent' } },
    },
  },
  ImportedRevocation: {
    type: 'object',
    properties: {
      bucket_name: { type: 'string' },
      fingerprint: { type: 'string' },
      sequence: {
        type: 'integer',
        format: 'int32',
        description: '7 of `v7`, the number that it has or is going to have.',
      },
      revoke_at: { type: 'string', format: 'date-time' },
      message: { type: 'string' },
      author: { type: 'string' },
      skip_descendants: {
        type: 'boolean',
        description: 'Of an own one: what is built from the version later does not inherit it.',
      },
      inherited_from: { $ref: '#/components/schemas/ImportedAncestor' },
    },
  },
  ImportedSbom: {
    type: 'object',
    properties: {
      bucket_name: { type: 'string' },
      fingerprint: { type: 'string' },
      component_type: { type: 'string', description: 'Of its build.' },
      id: { type: 'string' },
      name: { type: 'string' },
      format: { type: 'string', enum: ['CYCLONEDX', 'SPDX'] },
      compressed_sbom: { type: 'string', description: 'By zstd, in base64.' },
    },
  },
  ImportedVersion: {
    type: 'object',
    description: 'Without its number and its builds.',
    properties: {
      bucket_name: { type: 'string' },
      fingerprint: { type: 'string' },
      id: { type: 'string' },
      template_type: { type: 'string', enum: ['TEMPLATE_TYPE_UNSET', 'HCL2', 'JSON'] },
      author_id: { type: 'string' },
      created_at: { type: 'string', format: 'date-time' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  SendFailedDeliveriesAgainRequestBody: {
    type: 'object',
    properties: { since: { type: 'string', format: 'date-time' } },
  },
} as const
