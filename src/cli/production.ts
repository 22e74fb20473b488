/** Imported before all else: graphql-js decides by this variable, as it loads, whether to check every type twice. */
process.env.NODE_ENV ??= 'production';
