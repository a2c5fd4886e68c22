package vn.camtay.app

import vn.camtay.feature.consent.consentScreen
import vn.camtay.feature.contribution.contributionScreen
import vn.camtay.feature.enrol.enrolScreen
import vn.camtay.feature.household.householdScreen
import vn.camtay.feature.households.householdsScreen
import vn.camtay.feature.leaflet.leafletScreen
import vn.camtay.feature.lock.brokenScreen
import vn.camtay.feature.lock.lockScreen
import vn.camtay.feature.practice.practiceScreen
import vn.camtay.feature.quickcheck.quickCheckScreen
import vn.camtay.feature.resident.residentScreen
import vn.camtay.feature.session.sessionScreen
import vn.camtay.feature.session.sessionsScreen
import vn.camtay.feature.settings.settingsScreen
import vn.camtay.feature.situation.situationScreen
import vn.camtay.feature.steps.stepsScreen
import vn.camtay.feature.today.todayScreen
import vn.camtay.feature.upload.courierScreen
import vn.camtay.feature.upload.recordsScreen
import vn.camtay.feature.upload.uploadScreen
import vn.camtay.feature.visitend.visitEndScreen

/** What draws a place: each feature makes its own. */
internal fun screenOf(
    route: Route,
    around: Surroundings,
): Screen =
    when (route) {
        Route.Today -> todayScreen(around)
        is Route.Households -> householdsScreen(around, route.village)
        is Route.Household -> householdScreen(around, route.household)
        is Route.Consent -> consentScreen(around, route.household, route.resident)
        is Route.Resident -> residentScreen(around, route.resident)
        is Route.Steps -> stepsScreen(around, route.resident, route.skill)
        Route.Situation -> situationScreen(around)
        is Route.VisitEnd -> visitEndScreen(around, route.resident)
        Route.Sessions -> sessionsScreen(around)
        is Route.Session -> sessionScreen(around, route.session)
        Route.Upload -> uploadScreen(around)
        Route.Records -> recordsScreen(around)
        Route.Courier -> courierScreen(around)
        Route.Contribution -> contributionScreen(around)
        is Route.QuickCheck -> quickCheckScreen(around, route.resident, route.after)
        is Route.Leaflet -> leafletScreen(around, route.skill)
        Route.Settings -> settingsScreen(around)
        Route.Practice -> practiceScreen(around)
    }

/** What draws the app while no place may be seen; nothing while the phone has not answered. */
internal fun screenOutside(
    root: Root,
    around: Surroundings,
    hasFingerprint: Boolean,
): Screen? =
    when (root) {
        is Root.Enrol -> enrolScreen(around, root.wipedAt, hasFingerprint)
        is Root.Locked -> lockScreen(around, root.biometric && hasFingerprint)
        is Root.Broken -> brokenScreen(around, root.problem)
        Root.Starting, Root.Open -> null
    }
