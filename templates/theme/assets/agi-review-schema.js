/* Judging a document by a JSON Schema: the keywords the schemas of this base use, and no others. */
(() => {
  "use strict"

  const typeOf = value =>
    Array.isArray(value) ? "array" : value === null ? "null" : Number.isInteger(value) ? "integer" : typeof value
  const isType = (value, type) => typeOf(value) === type || (type === "number" && typeof value === "number")
  const resolve = (schema, whole) => {
    const found = schema.$ref?.split("/").slice(1).reduce((at, key) => at[key], whole)
    return found ? { ...resolve(found, whole), ...schema, $ref: undefined } : schema
  }
  const length = text => [...text].length

  const scalarFaults = (value, schema) => {
    if (schema.enum && !schema.enum.includes(value)) return [`expected one of ${schema.enum.join(", ")}`]
    if ("const" in schema && value !== schema.const) return [`expected ${schema.const}`]
    if (typeof value === "string") {
      if (length(value) < (schema.minLength ?? 0)) return ["nothing is written here"]
      if (length(value) > (schema.maxLength ?? Infinity)) return [`at most ${schema.maxLength} characters`]
      if (schema.pattern && !new RegExp(schema.pattern).test(value)) return ["not in the form the field needs"]
    }
    if (typeof value === "number") {
      if (value < (schema.minimum ?? -Infinity)) return [`at least ${schema.minimum}`]
      if (value > (schema.maximum ?? Infinity)) return [`at most ${schema.maximum}`]
    }
    return []
  }

  /* Every fault as [path, message], where a path is the names and places from the top. */
  const validate = (value, given, whole = given, path = []) => {
    const schema = resolve(given, whole)
    const types = [schema.type ?? []].flat()
    if (types.length && !types.some(type => isType(value, type))) {
      return [[path, types.includes("integer") ? "expected a whole number" : `expected ${types.join(" or ")}`]]
    }
    const faults = scalarFaults(value, schema).map(message => [path, message])
    if (schema.anyOf && !schema.anyOf.some(each => !validate(value, each, whole, path).length)) {
      faults.push([path, "not in any form the field may have"])
    }
    if (Array.isArray(value)) {
      if (value.length < (schema.minItems ?? 0)) faults.push([path, "at least one is needed"])
      if (schema.items) value.forEach((each, at) => faults.push(...validate(each, schema.items, whole, [...path, at])))
    } else if (typeOf(value) === "object") {
      for (const name of schema.required ?? []) {
        if (!Object.hasOwn(value, name)) faults.push([[...path, name], "this is needed"])
      }
      for (const [name, each] of Object.entries(value)) {
        const known = Object.hasOwn(schema.properties ?? {}, name)
        if (known) faults.push(...validate(each, schema.properties[name], whole, [...path, name]))
        else if (schema.additionalProperties === false) faults.push([[...path, name], "no such field"])
      }
    }
    return faults
  }

  window.agiReview = Object.assign(window.agiReview ?? {}, { resolve, validate })
})()
