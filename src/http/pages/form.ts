import { type Html, markup } from './markup.ts'

/** The complaints about a form that was sent, by the name of the field. */
export type Wrong = Readonly<Record<string, string>>

export interface Field {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'password'
  readonly autocomplete: string
  readonly hint?: string
  readonly value?: string
}

export function fieldOf({ name, label, type, autocomplete, hint, value }: Field, wrong: Wrong): Html {
  const complaint = wrong[name]
  const told = [...(complaint === undefined ? [] : [`${name}-wrong`]), ...(hint === undefined ? [] : [`${name}-hint`])]
  const attributes = [
    markup`id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value ?? ''}" required`,
    ...(complaint === undefined ? [] : [markup` aria-invalid="true"`]),
    ...(told.length === 0 ? [] : [markup` aria-describedby="${told.join(' ')}"`]),
  ]
  return markup`<label for="${name}">${label}</label>
${complaint === undefined ? null : markup`<p class="wrong" id="${name}-wrong">${complaint}</p>`}
<input ${attributes} autocapitalize="none" spellcheck="false">
${hint === undefined ? null : markup`<p class="hint" id="${name}-hint">${hint}</p>`}`
}

export interface Form {
  readonly action: string
  /** Proves that one of our own pages has sent the form. */
  readonly token: string
  readonly fields: readonly Field[]
  readonly hidden?: Readonly<Record<string, string>>
  readonly button: string
  readonly isMain: boolean
  readonly wrong: Wrong
}

/** Complaints about no field in particular are shown above the form. */
export function formOf({ action, token, fields, hidden, button, isMain, wrong }: Form): Html {
  const names = fields.map(({ name }) => name)
  const others = Object.entries(wrong).filter(([name]) => !names.includes(name))
  const all = Object.entries({ form_token: token, ...hidden })
  return markup`${others.map(([, complaint]) => alertOf(complaint))}
<form method="post" action="${action}" novalidate>
${all.map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`)}
${fields.map((field) => fieldOf(field, wrong))}
<button type="submit"${isMain ? markup` class="primary"` : null}>${button}</button>
</form>`
}

export const alertOf = (complaint: string): Html => markup`<p class="alert" role="alert">${complaint}</p>`
