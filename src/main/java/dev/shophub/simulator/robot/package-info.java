/**
 * The robots of three chat programs, played on this computer: they check signature, keyword and length, count the minute, and
 * refuse in their own words. Source: the sheet of notifications. What they were sent is kept in memory only.
 */
package dev.shophub.simulator.robot;
