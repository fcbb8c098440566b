/** The query of a page of a list: everything given that is not empty; starts with `?`. */
export const pageQuery = (values: Record<string, string | undefined>): `?${string}` => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') {
      query.set(name, value);
    }
  }
  return `?${query}`;
};

/** The cursor of the first page of a list. */
export const firstCursor = '';
