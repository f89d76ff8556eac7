// What every page has: the switch between light and dark, and buttons that copy.
import { copyButtons } from "./copy.js";
import { themeSwitch } from "./theme-switch.js";

themeSwitch(document.getElementById("theme"));
copyButtons(document);
