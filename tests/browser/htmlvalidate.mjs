/* Rules for html-validate: the standard, accessibility and names; what is off says why. */
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Style of writing, not validity: what Sphinx and the theme write is valid either way.
    "no-trailing-whitespace": "off",
    "void-style": "off",
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    "no-implicit-input-type": "off",
    // The theme writes <article role="main"> and captions with role="heading"; both are allowed.
    "prefer-native-element": "off",
    // The search field works by Enter and has its button in the dialog.
    "wcag/h32": "off",
    // Ids of the theme start with an underscore, which HTML allows.
    "valid-id": ["error", { relaxed: true }],
  },
};
