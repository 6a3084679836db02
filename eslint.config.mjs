import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["node_modules/", "build/", ".nox/", ".venv/"] },
  js.configs.recommended,
  {
    files: ["handbook/**/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, ...globals.es2021 } },
    rules: {
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-unused-vars": "error",
      "prefer-const": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["handbook/search/static/**/*.js"],
    languageOptions: { globals: { MiniSearch: "readonly", EnglishStemmer: "readonly" } },
  },
  { files: ["handbook/search/*.js", "tests/**/*.mjs"], languageOptions: { globals: globals.node } },
];
