// An incident's page: tolls over time, and the words behind a number at hand.
import { viewData } from "./data.js";
import { tollPictures } from "./tolls.js";
import { quotes } from "./quotes.js";

const box = document.getElementById("tolls");
if (box) tollPictures(box, viewData(document).tolls);
quotes(document.querySelector("table.accounts"));
