// The request to a receiver, and its response.
import { useId } from 'react'
import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'
import { Fact } from '../../parts/fact.tsx'
import { Lines } from '../../parts/lines.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { webhookWords } from '../../words/webhook-words.ts'

const says = webhookWords.delivery
type Shown = Answer<Operations['AssayService_GetDelivery']>

export function RequestShown({ request }: { readonly request: Shown['request'] }) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id} style={{ marginTop: 16 }}>
      <h2 id={id}>{says.request}</h2>
      {request === null ? (
        <p>{says.noRequest}</p>
      ) : (
        <>
          <p style={{ overflowWrap: 'anywhere' }}>
            <code>POST {request.url}</code> <TimeAgo at={request.sent_at} />
          </p>
          <Headers headers={request.headers} />
          <Lines text={JSON.stringify(request.payload, null, 2)} label={says.requestBody} />
        </>
      )}
    </section>
  )
}

export function ResponseShown({ response }: { readonly response: Shown['response'] }) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id} style={{ marginTop: 16 }}>
      <h2 id={id}>{says.response}</h2>
      {response === null ? (
        <p>{says.noResponse}</p>
      ) : (
        <>
          <p>
            {says.status} <code>{response.status_code}</code>
          </p>
          <Headers headers={response.headers} />
          {response.body !== '' && <Lines text={pretty(response.body)} label={says.responseBody} />}
        </>
      )}
    </section>
  )
}

function Headers({ headers }: { readonly headers: Readonly<Record<string, string>> }) {
  return (
    <details>
      <summary>{says.headers}</summary>
      <dl className="facts">
        {Object.entries(headers).map(([name, value]) => (
          <Fact key={name} name={<code>{name}</code>}>
            <code>{value}</code>
          </Fact>
        ))}
      </dl>
    </details>
  )
}

/** Formats JSON, which is then easier to read; any other body stays as it came. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
